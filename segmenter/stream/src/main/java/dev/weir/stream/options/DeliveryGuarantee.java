package dev.weir.stream.options;

/** How often a frame's mask is delivered if something crashes. */
public enum DeliveryGuarantee {
  /** At least once: uncommitted work is repeated. The fastest. */
  AT_LEAST_ONCE,
  /**
   * Exactly once, for readers of committed records: masks and offsets are one transaction. Masks
   * become visible when it commits, about a tenth of a second later.
   */
  EXACTLY_ONCE
}
