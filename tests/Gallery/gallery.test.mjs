// Opens pages of Export-SeedanceGallery in a headless browser and prints what was seen as JSON. tests/Pester/Gallery.Tests.ps1 judges it.
//   node gallery.test.mjs MODULES CHROMIUM PAGE LARGE-PAGE PAGE-WITH-VIDEOS
//   node gallery.test.mjs MODULES CHROMIUM --measure PAGE
// MODULES is the folder in which npm ci was run.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, executablePath, ...pages] = process.argv.slice(2);
const { chromium } = createRequire(resolve(modules, 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

const texts = (page, selector) => page.locator(selector).allTextContents();
const address = path => pathToFileURL(resolve(path)).href;

// A page, and everything that it did besides showing itself.
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ['clipboard-read', 'clipboard-write'], ...options });
  const page = await context.newPage();
  const seen = { dialogs: [], requests: [], errors: [] };
  page.on('dialog', dialog => { seen.dialogs.push(dialog.message()); dialog.dismiss(); });
  page.on('request', request => seen.requests.push(request.url()));
  page.on('console', message => message.type() === 'error' && seen.errors.push(message.text()));
  page.on('pageerror', error => seen.errors.push(`${error}`));
  await page.addInitScript(() => {
    new PerformanceObserver(() => { window.cardsPainted ??= document.querySelectorAll('.card').length; }).observe({ type: 'paint', buffered: true });
  });
  await page.goto(address(path));
  await page.waitForFunction(() => window.cardsPainted !== undefined);
  return { page, seen };
}

const loadVideos = page => page.waitForFunction(() => {
  const loading = [...document.querySelectorAll('video[src]')];
  return loading.length > 0 && loading.every(video => video.readyState > 0 || video.error);
});

async function measure(path) {
  const times = [];
  for (let run = 0; run < 5; run++) {
    const { page } = await open(path);
    times.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
    await page.context().close();
  }
  return { firstPaint: times.sort((one, other) => one - other).map(Math.round) };
}

const list = async page => ({ titles: await texts(page, '.card h2'), count: await page.textContent('#count'), total: await page.textContent('#total') });

async function look(path) {
  const { page, seen } = await open(path);
  const result = { all: await list(page) };
  result.statuses = await texts(page, '.card .status');
  result.failures = await texts(page, '.card .failure:visible');
  result.costs = await texts(page, '.card .cost:visible');
  result.details = await texts(page, '.card dl');
  result.settings = await texts(page, '.card .settings');

  // Players: each gets its address when it comes near, and shows the video's own first frame.
  await loadVideos(page);
  result.videos = await page.evaluate(() => [...document.querySelectorAll('video')].map(video => ({ label: video.getAttribute('aria-label'), width: video.videoWidth, preload: video.preload })));

  // Search, filters, sort.
  const after = async (act, undo) => { await act(); const found = await list(page); await undo(); return found; };
  const choose = (id, value, back = '') => after(() => page.selectOption(id, value), () => page.selectOption(id, back));
  result.search = await after(() => page.fill('#search', 'OWL moon'), () => page.fill('#search', ''));
  result.nothing = await after(() => page.fill('#search', 'no such video'), () => page.click('#clear'));
  result.afterClear = await list(page);
  result.status = await choose('#status', 'Failed');
  result.model = await choose('#model', 'seedance-2.0-mini');
  result.job = await choose('#job', 'trailer');
  result.byCost = await choose('#sort', 'cost', 'created');
  result.byName = await choose('#sort', 'name', 'created');

  // The keyboard: from the last filter by Tab to the first button that copies, and Enter.
  await page.focus('#sort');
  const label = () => page.evaluate(() => document.activeElement.className);
  result.tabs = 0;
  do { await page.keyboard.press('Tab'); result.tabs++; } while (!(await label()).includes('copy') && result.tabs < 40);
  result.outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.textContent === 'Copied');
  result.said = await page.textContent('#said');
  result.commands = {};
  for (const button of await page.locator('.copy:visible').all()) {
    await button.click();
    await page.waitForFunction(element => element.textContent === 'Copied', await button.elementHandle());
    result.commands[await button.evaluate(element => document.getElementById(element.getAttribute('aria-labelledby').split(' ')[1]).textContent)] = await page.evaluate(() => navigator.clipboard.readText());
  }

  // What assistive technology sees.
  result.unlabelled = await page.evaluate(() => [...document.querySelectorAll('input, select, button, video')]
    .filter(element => !(element.labels?.length || element.getAttribute('aria-label') || element.textContent.trim() || element.hidden)).map(element => element.outerHTML));
  result.names = await page.getByRole('button', { name: /^Cop(y command|ied) ./ }).count();
  result.live = await page.getAttribute('#count', 'aria-live');

  // Hostile texts: the page's own elements and no other.
  result.elements = await page.evaluate(() => ({
    scripts: document.querySelectorAll('script').length,
    others: [...document.querySelectorAll('main *')].map(element => element.localName).filter(name => ['script', 'img', 'iframe', 'a', 'object', 'embed', 'form', 'svg'].includes(name)),
    hacked: window.hacked ?? null,
  }));
  const addresses = await page.evaluate(() => [...document.querySelectorAll('[src], [href], [poster]')].flatMap(element => ['src', 'href', 'poster'].map(name => element.getAttribute(name))).filter(Boolean));
  result.schemes = [...new Set(addresses.map(text => text.split(':')[0]))];

  // Themes.
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  result.light = await background();
  await page.emulateMedia({ colorScheme: 'dark' });
  result.dark = await background();
  await page.click('#theme');
  result.toggled = await background();

  // A phone.
  await page.setViewportSize({ width: 360, height: 740 });
  result.overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await page.context().close();
  return { ...result, ...seen, requests: seen.requests.filter(url => !/^(file|data|blob):/.test(url)) };
}

async function lookAtLarge(path) {
  const { page } = await open(path);
  const cards = () => page.locator('.card').count();
  const result = { painted: await page.evaluate(() => window.cardsPainted), count: await page.textContent('#count') };
  const before = await cards();
  await page.locator('#more').scrollIntoViewIfNeeded();
  await page.waitForFunction(least => document.querySelectorAll('.card').length > least, before);
  result.isMoreAfterScroll = true;
  await page.fill('#search', 'shot 0999');
  result.search = await list(page);
  await page.context().close();
  return result;
}

async function lookAtEmbedded(path) {
  const { page, seen } = await open(path);
  await loadVideos(page);
  const videos = await page.evaluate(() => [...document.querySelectorAll('video')].map(video => ({ source: video.src.slice(0, 21), width: video.videoWidth, poster: video.poster.slice(0, 22) })));
  await page.context().close();
  return { videos, files: seen.requests.filter(url => !url.startsWith('data:')).length, errors: seen.errors };
}

try {
  const result = pages[0] === '--measure' ? await measure(pages[1]) : { gallery: await look(pages[0]), large: await lookAtLarge(pages[1]), embedded: await lookAtEmbedded(pages[2]) };
  console.log(JSON.stringify(result, null, 2));
} finally {
  await browser.close();
}
