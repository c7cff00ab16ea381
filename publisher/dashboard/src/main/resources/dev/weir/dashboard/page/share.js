// Reports which cameras are shown here if several publishers share them.

const EVERY_MILLIS = 3000;

const partitions = (some) => `partition${some.length === 1 ? "" : "s"} ${some.join(", ")}`;

/** Returns the message for the viewer; empty if every camera is shown. */
export function explain({ group, own, all }) {
  if (all === 0) return "Waiting for Kafka to give this publisher its partitions.";
  if (own.length >= all) return "";
  const mine =
    own.length === 0
      ? `This publisher has none of the ${all} partitions, so it shows no camera.`
      : `This publisher shows the cameras of ${partitions(own)} of ${all}.`;
  return `${mine} The others are on the pages of the other publishers in group "${group}".
    For one page with all cameras, run: weir publish --page-only`;
}

/** Calls back with the message, now and after each poll. */
export function followShare(onText) {
  const ask = async () => {
    try {
      onText(explain(await (await fetch("api/partitions")).json()));
    } catch {
      // no server; the connection state shows that already
    }
    setTimeout(ask, EVERY_MILLIS);
  };
  ask();
}
