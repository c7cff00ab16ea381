// The WebSocket: pairs as binary messages, the cameras' status as text. Reconnects automatically.

const decoder = new TextDecoder();
const plain = { colorSpaceConversion: "none", premultiplyAlpha: "none" };

async function unpack(buffer) {
  const view = new DataView(buffer);
  const length = view.getUint32(0);
  const header = JSON.parse(decoder.decode(new Uint8Array(buffer, 4, length)));
  const start = 4 + length;
  const frame = new Blob([new Uint8Array(buffer, start, header.frameBytes)]);
  const mask = new Blob([new Uint8Array(buffer, start + header.frameBytes, header.maskBytes)]);
  const [picture, classes] = await Promise.all([
    createImageBitmap(frame, plain),
    createImageBitmap(mask, plain),
  ]);
  return { header, picture, classes };
}

/** The WebSocket's address relative to the page, so it works behind any proxy path. */
function address() {
  const url = new URL("ws", document.baseURI);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url;
}

/**
 * Returns why the server refuses this page, or an empty text. Scripts cannot see why a socket
 * failed.
 */
async function refusal() {
  try {
    const answer = await fetch(`api/access?origin=${encodeURIComponent(location.origin)}`);
    const access = await answer.json();
    return access.allowed ? "" : access.advice;
  } catch {
    return ""; // no server; "reconnecting" shows that already
  }
}

/** Calls back for each pair, each status and each connection change, and if the page is refused. */
export function watch({ onPair, onStatus, onConnection, onRefused }) {
  let wait = 500;
  const connect = () => {
    const socket = new WebSocket(address());
    let opened = false;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      opened = true;
      onRefused("");
      wait = 500;
      onConnection(true);
    };
    socket.onmessage = async ({ data }) => {
      if (typeof data === "string") {
        onStatus(JSON.parse(data));
        return;
      }
      try {
        onPair(await unpack(data));
      } catch (problem) {
        console.warn("this browser cannot decode a picture", problem);
      }
    };
    socket.onclose = async () => {
      onConnection(false);
      if (!opened) onRefused(await refusal());
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, 4000);
    };
  };
  connect();
}
