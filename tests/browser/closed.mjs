// How high pages are as they open, with all that is folded left so, and whether a link's target is seen.
// Reads {browser, width, addresses} as JSON from standard input, each address with or without a fragment; writes one
// JSON line an address: {address, height, seen} (seen: null without a fragment).
import { readFileSync } from "node:fs";
import puppeteer from "puppeteer-core";

const given = JSON.parse(readFileSync(0, "utf-8"));
const browser = await puppeteer.launch({
  executablePath: given.browser,
  headless: true,
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--allow-file-access-from-files"],
});
try {
  for (const address of given.addresses) {
    const tab = await browser.newPage();
    await tab.setViewport({ width: given.width, height: 900 });
    await tab.goto(address, { waitUntil: "load" });
    const found = await tab.evaluate(() => {
      const named = decodeURIComponent(location.hash.slice(1));
      const target = named ? document.getElementById(named) : null;
      return {
        height: document.documentElement.scrollHeight,
        seen: named ? target !== null && target.checkVisibility() : null,
      };
    });
    process.stdout.write(JSON.stringify({ address, ...found }) + "\n");
    await tab.close();
  }
} finally {
  await browser.close();
}
