// What goes wrong in the layout of pages. Reads {browser, pages, widths, fonts} as JSON from standard input; writes one
// JSON line a page, width and font: {page, width, font, height, overflow, broken, overlapping, clipped}.
// broken: words with letters on two lines; overlapping: texts drawn over each other; clipped: texts cut off at an edge.
// Details are as the page opens, then opened: what is folded away is measured too, the height is that of the page closed.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const given = JSON.parse(readFileSync(0, "utf-8"));

const measure = () => {
  const SLACK = 2; // pixels
  const seen = (element) => element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const texts = [];
  const broken = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("svg, style, script, summary .sr") || !seen(parent)) continue;
    const style = getComputedStyle(parent);
    if (parseFloat(style.fontSize) < 1 || style.position === "absolute" || parent.closest(".spring")) continue;
    if (parent.closest("thead") && getComputedStyle(parent.closest("thead")).position === "absolute") continue;
    // A word may break at a hyphen, a dash, a slash or a soft hyphen, and a long code anywhere.
    for (const found of parent.closest("code") ? [] : node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      // The name of a column or a file has no place to break at.
      const start = node.data.lastIndexOf(" ", found.index) + 1;
      if (/_|\.(csv|xlsx|ipynb|yaml)/.test(node.data.slice(start).split(/\s/)[0])) continue;
      // The hyphen of a soft hyphen is drawn with the letters after it.
      range.setStart(node, found.index + (node.data[found.index - 1] === "\u00ad" ? 1 : 0));
      range.setEnd(node, found.index + found[0].length);
      const lines = new Set([...range.getClientRects()].filter((r) => r.width > 0).map((r) => Math.round(r.top)));
      if (lines.size > 1) broken.add(found[0]);
    }
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      if (r.width > 1 && r.height > 1) texts.push({ r, node, text: node.data.trim().slice(0, 30) });
    }
  }
  texts.sort((a, b) => a.r.top - b.r.top);
  const overlapping = new Set();
  for (let i = 0; i < texts.length; i++) {
    for (let j = i + 1; j < texts.length && texts[j].r.top < texts[i].r.bottom - SLACK; j++) {
      const a = texts[i].r;
      const b = texts[j].r;
      // Lines are set closer than their boxes are high: half of a line over another is text on text.
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      if (texts[i].node !== texts[j].node && wide > SLACK && high > Math.min(a.height, b.height) / 2) {
        overlapping.add(`${texts[i].text} | ${texts[j].text}`);
      }
    }
  }
  const clipped = new Set();
  for (const { r, node, text } of texts) {
    const scrolls = node.parentElement.closest(".rul, .matrix-boks, pre");
    if (!scrolls && (r.right > document.documentElement.clientWidth + SLACK || r.left < -SLACK)) clipped.add(text);
    const cell = node.parentElement.closest("td, th");
    if (cell && r.right > cell.getBoundingClientRect().right + SLACK) clipped.add(text);
  }
  return {
    overflow: document.documentElement.scrollWidth - window.innerWidth,
    broken: [...broken].slice(0, 20),
    overlapping: [...overlapping].slice(0, 20),
    clipped: [...clipped].slice(0, 20),
  };
};

const browser = await puppeteer.launch({
  executablePath: given.browser,
  headless: true,
  args: ["--no-sandbox", "--disable-dev-shm-usage"],
});
try {
  const tab = await browser.newPage();
  for (const page of given.pages) {
    await tab.setViewport({ width: 1280, height: 900 });
    await tab.goto(pathToFileURL(page).href, { waitUntil: "load" });
    for (const font of given.fonts) {
      await tab.evaluate((name) => {
        document.querySelectorAll("details").forEach((one) => { one.open = false; });
        document.getElementById("maalt-skrift")?.remove();
        const style = document.createElement("style");
        style.id = "maalt-skrift";
        style.textContent = name ? `*{font-family:"${name}",sans-serif!important}` : "";
        document.head.append(style);
      }, font);
      for (const width of given.widths) {
        await tab.setViewport({ width, height: 900 });
        await tab.evaluate(() => document.querySelectorAll("details").forEach((one) => { one.open = false; }));
        const height = await tab.evaluate(() => document.documentElement.scrollHeight);
        await tab.evaluate(() => document.querySelectorAll("main details").forEach((one) => { one.open = true; }));
        const found = await tab.evaluate(measure);
        process.stdout.write(JSON.stringify({ page, width, font, height, ...found }) + "\n");
      }
    }
  }
} finally {
  await browser.close();
}
