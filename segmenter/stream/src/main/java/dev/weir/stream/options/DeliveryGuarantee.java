package dev.weir.stream.options;

/** How often a frame's mask comes out when something crashes on the way. */
public enum DeliveryGuarantee {
  /** Once or more: what was not committed is done again. The fastest. */
  AT_LEAST_ONCE,
  /**
   * Once, for readers of committed records: masks and offsets are one transaction. Masks are seen
   * when it is committed, a tenth of a second later.
   */
  EXACTLY_ONCE
}
