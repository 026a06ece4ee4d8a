// Takes one rule out of Quasar's stylesheet that no page of ours needs: it styles anything that follows anything in
// an input of Quasar's. With such a rule a browser styles all that is beside an element anew whenever one comes or goes.
const NEEDLESS = '.q-field__marginal > * + *';

function unburden(sheet) {
  let found = false;
  for (let at = sheet.cssRules.length - 1; at >= 0; at--) {
    const rule = sheet.cssRules[at], inside = rule.styleSheet || rule;
    if (rule.selectorText?.endsWith(NEEDLESS)) { sheet.deleteRule(at); found = true; }
    else if (!rule.selectorText && inside.cssRules?.length) found = unburden(inside) || found;
  }
  return found;
}

// Best before there is anything to style; later if the stylesheet was not there yet.
const readable = (sheet) => { try { return sheet.cssRules; } catch { return null; } }; // what extensions bring is not
const sheets = () => [...document.styleSheets].filter(readable).map(unburden).some(Boolean);
if (!sheets()) addEventListener('load', sheets);
