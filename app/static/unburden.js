// Takes one rule out of Quasar's stylesheet that no page of ours needs: it styles anything that follows anything in
// an input of Quasar's. With such a rule a browser styles all that is beside an element anew whenever one comes or goes.
const NEEDLESS = '.q-field__marginal > * + *';

function unburden(sheet) {
  for (let at = sheet.cssRules.length - 1; at >= 0; at--) {
    const rule = sheet.cssRules[at];
    if (rule.styleSheet || rule.cssRules?.length) unburden(rule.styleSheet || rule);
    else if (rule.selectorText?.endsWith(NEEDLESS)) sheet.deleteRule(at);
  }
}

addEventListener('load', () => [...document.styleSheets].forEach(unburden));
