import {language, remember, t} from './text/language.js';

/**
 * Comfort for the prototype's form, which works without it: members come and go one by one, nodes are chosen from a list where the API
 * can be reached, and what the controller refuses is shown at its field.
 */
const form = document.querySelector('.old-form');
const members = form.querySelector('.members');
const helps = new Map([...form.querySelectorAll('[data-field]')].map((note) => [note, note.textContent]));
const asked = new URLSearchParams(location.search).get('language');
const shown = document.documentElement.lang.startsWith('zh') ? 'zh' : 'en';

if (asked) {
  remember(shown);
} else if (shown !== language) {
  location.replace(`?${new URLSearchParams({language})}`);
}

function addMember(value = '') {
  const row = document.querySelector('#member').content.firstElementChild.cloneNode(true);
  row.querySelector('input').value = value;
  members.append(row);
  return row.querySelector('input');
}

const inputs = () => [...members.querySelectorAll('input')];
const listed = () => inputs().map((input) => input.value.trim()).filter((value) => value !== '');

function toggleMember(name) {
  const there = inputs().find((input) => input.value.trim() === name);
  if (there) {
    there.value = '';
    inputs().length > 2 && there.closest('.member').remove();
  } else {
    (inputs().find((input) => input.value.trim() === '') ?? addMember()).value = name;
  }
  drawChips();
}

function drawChips() {
  for (const chip of form.querySelectorAll('.node-chips button')) {
    chip.setAttribute('aria-pressed', String(listed().includes(chip.value)));
  }
}

async function offerNodes() {
  const {getAll} = await import('./api/client.js');
  const nodes = await getAll('nodes').catch(() => []);
  form.querySelector('.nodes').hidden = nodes.length === 0;
  form.querySelector('.node-chips').replaceChildren(...nodes.map(({name, title, addresses}) => {
    const chip = Object.assign(document.createElement('button'), {type: 'button', className: 'chip', value: name, title: (addresses ?? []).join(', ')});
    chip.append(name, ...(title && title !== name ? [Object.assign(document.createElement('small'), {textContent: title})] : []));
    chip.addEventListener('click', () => toggleMember(name));
    const item = document.createElement('li');
    item.append(chip);
    return item;
  }));
  drawChips();
}

/** Shows one text at each field that has a fault; gives back those whose field is not on the page. */
function showFaults(faults) {
  const unplaced = [];
  for (const [note, help] of helps) {
    const fields = note.dataset.field.split(' ');
    const own = faults.filter(({field}) => fields.includes(field));
    note.textContent = own.length > 0 ? own.map(({message}) => message).join('\n') : help;
    note.classList.toggle('fault', own.length > 0);
    note.setAttribute('role', own.length > 0 ? 'alert' : 'note');
    for (const input of fields.flatMap((field) => [...form.querySelectorAll(`[name="${field}"]`)])) {
      own.length > 0 ? input.setAttribute('aria-invalid', 'true') : input.removeAttribute('aria-invalid');
    }
  }
  for (const fault of faults) {
    [...helps.keys()].some((note) => note.dataset.field.split(' ').includes(fault.field)) || unplaced.push(fault);
  }
  return unplaced;
}

/** What anybody can see is missing is said in the reader's language, without asking. */
function missing() {
  const faults = ['taskName', 'taskStartTime', 'taskEndTime', 'measurementPeriod']
    .filter((field) => form.elements[field].value.trim() === '').map((field) => ({field, message: t('form.missing')}));
  return listed().length < 2 ? [...faults, {field: 'testMembers', message: t('configure.twoMembers')}] : faults;
}

/** One fault a line, `field: what is wrong`. */
function faultsOf(text) {
  return text.split('\n').map((line) => {
    const colon = line.indexOf(': ');
    return colon < 0 ? {field: '', message: line} : {field: line.slice(0, colon), message: line.slice(colon + 2)};
  });
}

function body() {
  const values = new URLSearchParams(new FormData(form));
  values.delete('testMembers');
  listed().forEach((member) => values.append('testMembers', member));
  return values;
}

async function send(values) {
  try {
    const answer = await fetch(form.action, {method: 'POST', body: values});
    const text = await answer.text();
    return {saved: answer.ok, faults: answer.ok ? [] : faultsOf(text)};
  } catch {
    return {saved: false, faults: [{field: '', message: t('form.failed', {reason: t('problem.network')})}]};
  }
}

async function submit(event) {
  event.preventDefault();
  const outcome = form.querySelector('.outcome');
  const refusal = form.querySelector('.refusal');
  const button = form.querySelector('[type=submit]');
  const values = body();
  const lacking = missing();
  outcome.hidden = true;
  button.disabled = true;
  const {saved, faults} = lacking.length > 0 ? {saved: false, faults: lacking} : await send(values);
  button.disabled = false;
  const unplaced = showFaults(faults);
  outcome.hidden = !saved;
  refusal.hidden = saved;
  refusal.textContent = saved ? '' : [t('form.refused'), ...unplaced.map(({field, message}) => (field ? `${field}: ${message}` : message))].join('\n');
  const mesh = outcome.querySelector('.mesh');
  mesh?.setAttribute('href', `/?${new URLSearchParams({task: values.get('taskName').replace(/\s/g, '_')})}`);
  (saved ? outcome : form.querySelector('.fault, .refusal'))?.scrollIntoView({block: 'center'});
}

form.noValidate = true;
form.addEventListener('submit', submit);
members.addEventListener('input', drawChips);
members.addEventListener('click', (event) => {
  event.target.closest('button')?.closest('.member').remove();
  drawChips();
});
const add = document.querySelector('#add').content.firstElementChild.cloneNode(true);
members.after(add);
add.addEventListener('click', () => addMember().focus());
for (const value of inputs().map((input) => input.value)) {
  members.firstElementChild.remove();
  addMember(value);
}
if (form.hasAttribute('data-api')) {
  offerNodes();
}
