'use strict';
(() => {
  // A few cards are made at first, and more when the end of the page comes into view: a thousand paint as fast as ten.
  const CHUNK = 24;
  const BAD = ['Failed', 'Unknown', 'Missing'];
  const OPEN = ['Submitting', 'Pending', 'Complete'];

  const byId = id => document.getElementById(id);
  const filters = { status: byId('status'), model: byId('model'), job: byId('job') };
  const entries = JSON.parse(byId('data').textContent);
  let found = [];
  let copied = null;

  entries.forEach((entry, index) => {
    entry.index = index;
    entry.title = entry.prompt || entry.name || entry.id || 'Video';
    entry.isBad = BAD.includes(entry.status);
    entry.text = [entry.prompt, entry.name, entry.model, entry.job, entry.id, entry.seed, entry.failure, ...entry.references].join('\n').toLowerCase();
  });

  // Commands.

  // PowerShell ends a string at typographic quotation marks too.
  const quote = text => `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`;

  // The folder of this page, so that a command works wherever the page was moved to and is typed.
  function fullPath(path) {
    if (location.protocol !== 'file:' || /^([\\/]|[A-Za-z]:[\\/])/.test(path)) {
      return path;
    }
    const folder = decodeURIComponent(new URL('.', location.href).pathname).replace(/^\/(?=[A-Za-z]:\/)/, '');
    const parts = ((location.host ? `//${location.host}` : '') + folder).split('/').slice(0, -1);
    for (const part of path.split('/')) {
      if (part === '..') { parts.pop(); } else { parts.push(part); }
    }
    return parts.join('/');
  }

  function commandOf(entry) {
    const allow = entry.unknownModel ? ' -AllowUnknownModel' : '';
    return entry.sidecar ? `Get-Content -LiteralPath ${quote(fullPath(entry.sidecar))} -Raw -Encoding utf8 | ConvertFrom-SeedanceJson${allow} | New-SeedanceVideo${allow}`
      : entry.key ? `Get-SeedanceJob -Key ${quote(entry.key)} | New-SeedanceVideo${allow}`
      : null;
  }

  async function copy(button, command) {
    try {
      await navigator.clipboard.writeText(command);
    } catch {
      const area = document.body.appendChild(document.createElement('textarea'));
      area.value = command;
      area.select();
      const isCopied = document.execCommand('copy');
      area.remove();
      button.focus();
      if (!isCopied) {
        byId('said').textContent = 'The command could not be copied. It is among the details.';
        button.nextElementSibling.open = true;
        return;
      }
    }
    if (copied) {
      copied.textContent = 'Copy command';
      copied.classList.remove('copied');
    }
    copied = button;
    button.textContent = 'Copied';
    button.classList.add('copied');
    byId('said').textContent = 'The command was copied.';
  }

  // Costs.

  const dollars = amount => `$${amount.toFixed(2)}`;
  const credits = amount => `${amount.toLocaleString('en-US')} credits`;

  function costOf(entry) {
    const cost = entry.cost !== undefined ? dollars(entry.cost) : entry.credits !== undefined ? credits(entry.credits) : null;
    return cost && entry.simulated ? `${cost} simulated` : cost;
  }

  // What is paid, what is simulated, dollars and credits: four sums that are never added together.
  function total(list) {
    const sum = (name, isSimulated) => list.filter(entry => Boolean(entry.simulated) === isSimulated).reduce((all, entry) => all + (entry[name] || 0), 0);
    const unknown = list.filter(entry => costOf(entry) === null).length;
    const sums = [
      [sum('cost', false), dollars, ''],
      [sum('credits', false), credits, ''],
      [sum('cost', true), dollars, ' simulated'],
      [sum('credits', true), credits, ' simulated'],
    ].filter(([amount]) => amount > 0).map(([amount, format, note]) => format(amount) + note)
      .concat(unknown ? [`${unknown} not known`] : []);
    return sums.length ? `Cost: ${sums.join(', ')}` : '';
  }

  // Videos: an address is set only when its card comes near, and only one that leads to a file or into the page.

  function addressOf(entry, kind) {
    if (entry.embedded) {
      const file = byId(`${kind}-${entry.index}`);
      return file && `data:${kind === 'video' ? 'video/mp4' : 'image/jpeg'};base64,${file.textContent}`;
    }
    if (!entry[kind]) {
      return null;
    }
    const address = new URL(entry[kind], document.baseURI);
    const isOfThisSite = ['http:', 'https:'].includes(address.protocol) && address.origin === location.origin;
    return address.protocol === 'file:' || isOfThisSite ? address.href : null;
  }

  const near = new IntersectionObserver(changes => {
    for (const { target: video, isIntersecting } of changes) {
      if (isIntersecting && !video.hasAttribute('src')) {
        const entry = entries[video.dataset.index];
        const [address, poster] = [addressOf(entry, 'video'), addressOf(entry, 'poster')];
        if (poster) { video.poster = poster; }
        if (address) { video.src = address; }
      } else if (!isIntersecting && video.hasAttribute('src') && video.played.length === 0) {
        // A browser opens a limited number of players.
        video.removeAttribute('src');
        video.load();
      }
    }
  }, { rootMargin: '600px' });

  function screenOf(entry) {
    if (!entry.video && !entry.embedded) {
      const none = document.createElement('span');
      none.className = 'none';
      none.textContent = entry.isBad ? 'No video' : 'Not saved';
      return none;
    }
    const video = document.createElement('video');
    video.controls = true;
    video.preload = 'metadata';
    video.playsInline = true;
    video.dataset.index = entry.index;
    video.setAttribute('aria-label', `Video: ${entry.title}`);
    near.observe(video);
    return video;
  }

  // Cards.

  function show(element, text) {
    element.textContent = text || '';
    element.hidden = !text;
  }

  function addDetail(list, name, value, isCode) {
    if (value !== undefined && value !== null && value !== '') {
      list.appendChild(document.createElement('dt')).textContent = name;
      const text = list.appendChild(document.createElement('dd'));
      text.textContent = value;
      text.classList.toggle('code', Boolean(isCode));
    }
  }

  function cardOf(entry) {
    const card = byId('card').content.firstElementChild.cloneNode(true);
    const part = selector => card.querySelector(selector);
    const command = commandOf(entry);
    part('.screen').append(screenOf(entry));
    show(part('.status'), entry.status);
    part('.status').classList.toggle('bad', entry.isBad);
    part('.status').classList.toggle('open', OPEN.includes(entry.status));
    part('.simulated').hidden = !entry.simulated;
    show(part('.job'), entry.job);
    show(part('h2'), entry.title);
    part('h2').id = `title-${entry.index}`;
    part('article').setAttribute('aria-labelledby', `title-${entry.index}`);
    show(part('.failure'), entry.failure);
    show(part('.settings'), [entry.model, entry.duration && `${entry.duration} s`, entry.width && entry.height && `${entry.width} × ${entry.height}`].filter(Boolean).join(' · '));
    show(part('.cost'), costOf(entry));

    const list = part('dl');
    addDetail(list, 'Prompt', entry.prompt);
    addDetail(list, 'File', entry.name);
    addDetail(list, 'Seed', entry.seed);
    addDetail(list, 'References', entry.references.join('\n'));
    addDetail(list, 'Created', entry.created && new Date(entry.created).toLocaleString());
    addDetail(list, 'Generation', entry.id, true);
    addDetail(list, 'Make it again', command, true);
    if (!list.hasChildNodes()) { part('details').remove(); }
    if (command) {
      const button = part('.copy');
      button.hidden = false;
      button.title = 'Copies the PowerShell command that makes this video again';
      // All are called the same, so each is called by its card too.
      button.id = `copy-${entry.index}`;
      button.setAttribute('aria-labelledby', `copy-${entry.index} title-${entry.index}`);
      button.addEventListener('click', () => copy(button, command));
    }
    return card;
  }

  // The list.

  const cards = byId('cards');
  const more = byId('more');

  const end = new IntersectionObserver(changes => changes.some(change => change.isIntersecting) && addCards(), { rootMargin: '800px' });

  function addCards() {
    const start = cards.childElementCount;
    cards.append(...found.slice(start, start + CHUNK).map(cardOf));
    const left = found.length - cards.childElementCount;
    show(more, left > 0 ? `Show more (${left} left)` : '');
    // It is reported only when that changes, and on a large screen it may still be in view.
    end.unobserve(more);
    end.observe(more);
    return cards.children[start];
  }

  const orders = {
    created: (one, other) => (other.created || '').localeCompare(one.created || ''),
    // Dollars, then credits, then what is simulated: they can't be compared with each other.
    cost: (one, other) => Number(Boolean(one.simulated)) - Number(Boolean(other.simulated)) || (other.cost ?? -1) - (one.cost ?? -1) || (other.credits ?? -1) - (one.credits ?? -1),
    name: (one, other) => (one.name || one.title).localeCompare(other.name || other.title),
  };

  function update() {
    const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    found = entries
      .filter(entry => words.every(word => entry.text.includes(word)))
      .filter(entry => Object.keys(filters).every(name => !filters[name].value || entry[name] === filters[name].value))
      .sort((one, other) => Number(other.isBad) - Number(one.isBad) || orders[byId('sort').value](one, other) || one.index - other.index);
    cards.querySelectorAll('video').forEach(video => near.unobserve(video));
    cards.replaceChildren();
    addCards();
    byId('count').textContent = `${found.length === entries.length ? entries.length : `${found.length} of ${entries.length}`} ${entries.length === 1 ? 'video' : 'videos'}`;
    byId('total').textContent = total(found);
    byId('none').hidden = found.length > 0;
  }

  for (const [name, select] of Object.entries(filters)) {
    const counts = new Map();
    entries.forEach(entry => entry[name] && counts.set(entry[name], (counts.get(entry[name]) || 0) + 1));
    select.add(new Option('All', ''));
    [...counts.keys()].sort().forEach(value => select.add(new Option(`${value} (${counts.get(value)})`, value)));
    select.parentElement.hidden = counts.size < 2 && !(name === 'job' && counts.size === 1);
    select.addEventListener('change', update);
  }

  byId('search').addEventListener('input', update);
  byId('sort').addEventListener('change', update);
  byId('clear').addEventListener('click', () => {
    byId('search').value = '';
    Object.values(filters).forEach(select => { select.value = ''; });
    update();
    byId('search').focus();
  });
  more.addEventListener('click', () => addCards()?.querySelector('button, summary')?.focus());

  // The theme is the system's until somebody chooses one.
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const showTheme = () => { byId('theme').textContent = isDark() ? 'Light theme' : 'Dark theme'; };
  byId('theme').addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    showTheme();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showTheme);
  showTheme();
  update();
})();
