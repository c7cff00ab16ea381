// The WebSocket: pairs as binary messages, the cameras' status as text. Comes back by itself.

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

/** Calls back for each pair, each status, and each change of the connection. */
export function watch({ onPair, onStatus, onConnection }) {
  let wait = 500;
  const connect = () => {
    const socket = new WebSocket(`ws${location.protocol === "https:" ? "s" : ""}://${location.host}/ws`);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
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
        console.warn("a picture that this browser cannot decode", problem);
      }
    };
    socket.onclose = () => {
      onConnection(false);
      setTimeout(connect, wait);
      wait = Math.min(wait * 2, 4000);
    };
  };
  connect();
}
