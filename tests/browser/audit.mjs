// axe-core on pages in a real browser. Reads {browser, pages, widths, schemes} as JSON from standard input;
// writes one JSON line a page, width and scheme: {page, width, scheme, violations, overflow}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const given = JSON.parse(readFileSync(0, "utf-8"));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const browser = await puppeteer.launch({
  executablePath: given.browser,
  headless: true,
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--allow-file-access-from-files"],
});
try {
  const tab = await browser.newPage();
  const asked = [];
  tab.on("request", (request) => asked.push(request.url()));
  for (const page of given.pages) {
    for (const width of given.widths) {
      for (const scheme of given.schemes) {
        asked.length = 0;
        await tab.setViewport({ width, height: 900 });
        await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await tab.goto(pathToFileURL(page).href, { waitUntil: "load" });
        // As the page comes to its reader; the content policy has been in force for all that it loaded itself.
        const outside = asked.filter((url) => !url.startsWith("file:") && !url.startsWith("data:"));
        await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = true; }));
        await tab.evaluate(axe);
        const found = await tab.evaluate(
          (only) => window.axe.run(document, { runOnly: { type: "tag", values: only }, resultTypes: ["violations"] }),
          tags,
        );
        const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        const violations = found.violations.map((v) => ({
          id: v.id,
          help: v.help,
          nodes: v.nodes.map((node) => node.target.join(" ")).slice(0, 5),
          count: v.nodes.length,
        }));
        process.stdout.write(JSON.stringify({ page, width, scheme, violations, overflow, outside }) + "\n");
      }
    }
  }
} finally {
  await browser.close();
}
