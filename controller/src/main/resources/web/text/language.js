import {en} from './en.js';
import {enTasks} from './en-tasks.js';
import {zh} from './zh.js';
import {zhTasks} from './zh-tasks.js';

const STORED = 'netmonitor.language';
const texts = {en: {...en, ...enTasks}, zh: {...zh, ...zhTasks}};

/** 'en' or 'zh': the visitor's choice if one was made, else the browser's first language. */
export const language = stored() ?? (navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');

/** For Intl: the variant of the language that the browser asks for, so that dates read as the visitor writes them. */
export const locale = navigator.languages.find((tag) => tag.toLowerCase().startsWith(language))
  ?? (language === 'zh' ? 'zh-CN' : 'en-GB');

/** The text of a key with its {places} filled. A missing key is a slip of ours and shows as itself. */
export function t(key, values = {}) {
  const text = texts[language][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/** The text of a key, or what the API calls the thing when we have no word for it. */
export function named(key, fallback) {
  return texts[language][key] ?? fallback;
}

/** Remembers the other language and draws the page anew in it: every text changes, also those already formatted. */
export function switchLanguage() {
  if (remember(language === 'zh' ? 'en' : 'zh')) {
    location.reload();
  }
}

/** Remembers a choice of language for the next page. Returns whether it could. */
export function remember(choice) {
  try {
    localStorage.setItem(STORED, choice);
    return true;
  } catch {
    return false;
  }
}

function stored() {
  try {
    const choice = localStorage.getItem(STORED);
    return choice in texts ? choice : undefined;
  } catch {
    return undefined;
  }
}
