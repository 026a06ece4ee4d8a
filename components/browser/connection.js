// The page's connection as NiceGUI 3.18 keeps it: every place that depends on its internals.
// test_connection.py checks each of them in the version that is installed.
const waiting = new Set();
const NEW_PAGE = 'Implicit handshake failed'; // the server does not have this page any more

export const connection = {
  // Whether it is open; undefined while the page has not connected at all.
  isOpen() {
    return window.socket?.connected;
  },

  // Give up a connection that is open but dead; NiceGUI then opens another one for the same page.
  replace() {
    window.socket.io.engine.close();
  },

  // Call `then` each time a connection that was lost is back: what was sent meanwhile may have
  // arrived or not. Returns a function that ends this.
  whenBack(then) {
    waiting.add(then);
    return () => waiting.delete(then);
  },
  back() {
    for (const then of waiting) then();
  },

  // Drop what any element but this one has to say: the socket would send it later, when nobody
  // expects it any more. Without an element everything is sent again.
  dropGestures(exceptOf) {
    delete window.socket.emit;
    if (exceptOf === undefined) return;
    const emit = window.socket.emit.bind(window.socket);
    window.socket.emit = (name, payload, ...rest) => {
      if (name !== 'event' || payload.id === exceptOf) emit(name, payload, ...rest);
    };
  },

  // NiceGUI reloads the page when connecting takes long, and what somebody has written is gone.
  // A connection that is slow is no reason for that; a page that the server does not have is.
  reloadOnlyForNewPage() {
    window.socket.off('connect_error');
    window.socket.on('connect_error', (error) => {
      if (error.message === NEW_PAGE) window.location.reload();
    });
  },
};
