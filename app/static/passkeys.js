// Asks the browser for a passkey and sends its answer with the form. Without this script, or in a
// browser that has no passkeys, these forms stay hidden, and the password does everything.

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
    each.charCodeAt(0),
  );

const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

function readOptions(options) {
  options.challenge = bytesOf(options.challenge);
  if (options.user) options.user.id = bytesOf(options.user.id);
  for (const known of options.excludeCredentials ?? []) known.id = bytesOf(known.id);
  return { publicKey: options };
}

function written(credential) {
  const response = {};
  for (const name of [
    'clientDataJSON',
    'attestationObject',
    'authenticatorData',
    'signature',
    'userHandle',
  ])
    if (credential.response[name]) response[name] = textOf(credential.response[name]);
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: textOf(credential.rawId), type, response });
}

async function answer(form) {
  const asked = await fetch(form.dataset.options, { method: 'POST' });
  // The login is no longer fresh: the password is asked for first.
  if (asked.redirected) return location.assign(asked.url);
  if (!asked.ok) throw new Error(asked.statusText);
  const options = readOptions(await asked.json());
  const isNew = form.dataset.passkey === 'create';
  const credential = await (isNew
    ? navigator.credentials.create(options)
    : navigator.credentials.get(options));
  form.elements.credential.value = written(credential);
  form.submit();
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answer(form).catch(() => {
      form.querySelector('[role=alert]').textContent = form.dataset.refused;
    });
  });
}
