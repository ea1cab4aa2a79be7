// Notebooks in a real JupyterLab, run from top to bottom in each theme, on a machine that is set the other way.
// Reads {browser, runs: [{url, theme}], pictures}, where url is the notebook's with the server's token; writes a JSON
// line a run: what failed, which notices Lab gave, and the colours of the pages' blocks beside Lab's own.
import puppeteer from "puppeteer-core";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const { browser: program, runs, pictures } = JSON.parse(readFileSync(0, "utf8"));
const PATIENCE = 180_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function runAll(tab) {
  for (const [selector, words] of [[".lm-MenuBar-item", "Run"], [".lm-Menu-item", "Run All Cells"]]) {
    await tab.waitForSelector(selector);
    for (const one of await tab.$$(selector)) {
      if ((await one.evaluate((e) => e.textContent)).startsWith(words)) { await one.click(); break; }
    }
    await pause(700);
  }
  const prompts = () => tab.$$eval(".jp-InputPrompt", (all) => all.map((one) => one.textContent));
  for (const start = Date.now(); Date.now() - start < PATIENCE; await pause(500)) {
    const now = await prompts();
    if (now.some((one) => /\d/.test(one)) && !now.some((one) => one.includes("*"))) return;
  }
  throw new Error("the notebook did not end");
}

// Colours as the browser computes them, and the paper that is seen behind: the first element that has one.
const measure = () => {
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      if (colour !== "rgba(0, 0, 0, 0)") return colour;
    }
    return "rgb(255, 255, 255)";
  };
  return {
    light: document.body.dataset.jpThemeLight,
    blocks: [...document.querySelectorAll(".hp")].map((one) => ({
      paper: behind(one), ink: getComputedStyle(one).color, scheme: getComputedStyle(one).colorScheme,
      links: [...one.querySelectorAll("a")].map((link) => getComputedStyle(link).color),
    })),
    lab: behind(document.querySelector(".jp-Notebook")),
    errors: [...document.querySelectorAll("[data-mime-type='application/vnd.jupyter.error']")].map((e) => e.textContent),
    notices: [...document.querySelectorAll(".Toastify__toast")].map((e) => e.textContent),
    addresses: [...document.querySelectorAll(".hp a")].map((link) => link.getAttribute("href")),
  };
};

const browser = await puppeteer.launch({ executablePath: program, headless: true, args: ["--no-sandbox"] });
try {
  for (const { url, theme } of runs) {
    const tab = await browser.newPage();
    await tab.setViewport({ width: 1280, height: 1400 });
    const other = theme === "JupyterLab Dark" ? "light" : "dark";
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: other }]);
    await tab.goto(url, { waitUntil: "load" });
    await tab.waitForSelector(".jp-Notebook .jp-Cell", { timeout: PATIENCE });
    await pause(5000);  // notices come some seconds after the page
    await runAll(tab);
    await pause(1000);
    if (pictures) await tab.screenshot({ path: join(pictures, `${theme.replaceAll(" ", "-")}.png`) });
    console.log(JSON.stringify(await tab.evaluate(measure)));
    await tab.close();
  }
} finally {
  await browser.close();
}
