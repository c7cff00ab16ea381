package dev.weir.inference;

/**
 * How many boxes of a frame run through the network on their own.
 *
 * @param candidates maximum number of boxes to find, from 1
 * @param views number of best boxes that run through the network, from 0; each costs as much as the
 *     frame itself
 * @param margin width and height of a view relative to its box, from 1
 */
public record ProposalOptions(int candidates, int views, double margin) {
  /** The values of Noh, Hong and Han (ICCV 2015, section 4.3). */
  public static final ProposalOptions DEFAULTS = new ProposalOptions(2000, 50, 1.2);

  public ProposalOptions {
    if (candidates < 1 || views < 0 || !(margin >= 1)) {
      throw new IllegalArgumentException(
          "%d candidates, %d views, margin %s: expected at least one candidate, 0 or more views, and a margin of at least 1"
              .formatted(candidates, views, margin));
    }
  }
}
