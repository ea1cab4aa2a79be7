// A picture of a notebook in a real JupyterLab, run from top to bottom.
// node lab.mjs BROWSER PYTHON NOTEBOOK PNG, in the project's folder; exit code 1 if a cell fails.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [browserProgram, python, notebook, picture] = process.argv.slice(2);
const WIDTH = 1280, HEIGHT = 1100, PATIENCE = 180_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Settings and workspaces of its own: the picture is not that of somebody's desk, nor is her desk disturbed.
const own = mkdtempSync(join(tmpdir(), "lab-"));
const folders = ["JUPYTER_CONFIG_DIR", "JUPYTERLAB_WORKSPACES_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTER_DATA_DIR"];
const env = { ...process.env, ...Object.fromEntries(folders.map((name) => [name, join(own, name)])) };
const lab = spawn(python, [
  "-m", "jupyterlab", "--no-browser", "--allow-root", "--ServerApp.port_retries=50",
], { env });

const address = () => new Promise((found, failed) => {
  let said = "";
  lab.stderr.on("data", (part) => {
    said += part;
    const url = said.match(/http:\/\/127\.0\.0\.1:\d+\/lab\?token=\w+/);
    if (url) found(new URL(url[0]));
  });
  lab.on("exit", () => failed(new Error(said.slice(-2000))));
});

async function choose(tab, menu, item) {
  for (const [selector, words] of [[".lm-MenuBar-item", menu], [".lm-Menu-item", item]]) {
    await tab.waitForSelector(selector);
    for (const one of await tab.$$(selector)) {
      if ((await one.evaluate((e) => e.textContent)).startsWith(words)) { await one.click(); break; }
    }
    await pause(700);
  }
}

const prompts = (tab) => tab.$$eval(".jp-InputPrompt", (all) => all.map((one) => one.textContent));

async function run(tab) {
  await choose(tab, "Run", "Run All Cells");
  for (const start = Date.now(); Date.now() - start < PATIENCE; await pause(500)) {
    const now = await prompts(tab);
    if (now.some((one) => /\d/.test(one)) && !now.some((one) => one.includes("*"))) return;
  }
  throw new Error("the notebook did not end");
}

const browser = await puppeteer.launch({ executablePath: browserProgram, headless: true, args: ["--no-sandbox"] });
let failed = false;
try {
  const url = await address();
  url.pathname = `/lab/workspaces/billede/tree/${notebook}`;
  url.searchParams.set("reset", "");
  const tab = await browser.newPage();
  await tab.setViewport({ width: WIDTH, height: HEIGHT });
  await tab.goto(url.href, { waitUntil: "load" });
  await tab.waitForSelector(".jp-Notebook .jp-Cell", { timeout: PATIENCE });
  await pause(5000);
  await run(tab);
  await pause(2000);
  failed = (await tab.$$(".jp-OutputArea-output[data-mime-type='application/vnd.jupyter.error']")).length > 0;
  await tab.$$eval(".Toastify", (all) => all.forEach((one) => one.remove()));
  await tab.$eval(".jp-WindowedPanel-outer", (one) => { one.scrollTop = 0; });
  await pause(1000);
  await tab.screenshot({ path: picture });
} finally {
  await browser.close();
  lab.removeAllListeners("exit");
  lab.kill();
  await pause(1000);
  rmSync(own, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
