import type { Page } from "playwright-core";

/** Whether what has the focus shows it: an outline, or a ring around it or the box that it stands in. */
export const FOCUS_MARK = `(async () => {
  // The mark comes in softly.
  await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
  const focused = document.activeElement;
  const label = focused.className + " " + (focused.getAttribute("aria-label") ?? focused.textContent).slice(0, 30);
  if (focused === document.body) return "ok body";
  for (const each of [focused, focused.closest(".composer-box")]) {
    if (each === null) continue;
    const style = getComputedStyle(each);
    if (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) return "ok " + label;
    if (style.boxShadow.includes("3px")) return "ok " + label;
  }
  return "no mark: " + label;
})()`;

/** Controls without a name, and texts whose contrast with what lies behind them is below WCAG 2.2 AA. */
export async function flawsOf(page: Page): Promise<unknown> {
  await page.mouse.move(0, 0);
  return page.evaluate(`(() => {
    const flaws = [];
    const shown = (each) => each.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const named = (each) =>
      each.getAttribute("aria-label") || each.textContent.trim() || each.labels?.[0]?.textContent.trim();
    for (const each of document.querySelectorAll("button, a[href], input, textarea, [role=option], nav, aside, [role=log]")) {
      if (!named(each) && each.getAttribute("role") !== "presentation") flaws.push("no name: " + each.outerHTML.slice(0, 90));
    }
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const rgba = (colour) => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
      return [r, g, b, a / 255];
    };
    const over = ([r, g, b, a], under) => [r, g, b].map((value, i) => value * a + under[i] * (1 - a));
    const behind = (each) => {
      const layers = [];
      for (let at = each; at; at = at.parentElement) layers.push(rgba(getComputedStyle(at).backgroundColor));
      return layers.reverse().reduce((under, layer) => over(layer, under), [255, 255, 255]);
    };
    const luminance = (rgb) => {
      const [r, g, b] = rgb.map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      const each = text.parentElement;
      if (!text.data.trim() || !shown(each) || each.closest("noscript, .visually-hidden, button:disabled, .avatar")) continue;
      const under = behind(each);
      const style = getComputedStyle(each);
      const ink = over(rgba(style.color), under);
      const [light, dark] = [luminance(ink), luminance(under)].sort((a, b) => b - a);
      const ratio = (light + 0.05) / (dark + 0.05);
      const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
      if (ratio < (large ? 3 : 4.5)) flaws.push(ratio.toFixed(2) + ": " + text.data.slice(0, 30) + " (" + each.className + ")");
    }
    return flaws;
  })()`);
}
