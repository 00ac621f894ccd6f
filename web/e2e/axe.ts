import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No violations on the page, or in a part of it. */
export async function clean(page: Page, part?: string): Promise<void> {
  // What fades in is measured when it is there.
  await page.waitForTimeout(400);
  const axe = new AxeBuilder({ page }).withTags(tags);
  const { violations } = await (part ? axe.include(part) : axe).analyze();
  const told = violations.map((each) => `${each.id}: ${each.nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  expect(told).toEqual([]);
}

/** Nothing reaches beyond the right edge. */
export async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}
