package dev.weir.inference;

/**
 * How many boxes of a frame a network looks at by itself.
 *
 * @param candidates boxes that are sought, from 1
 * @param views of them that the network sees, the likeliest ones, from 0; each costs as much as the
 *     frame itself
 * @param margin how many times as wide and high a view is as its box, from 1
 */
public record ProposalOptions(int candidates, int views, double margin) {
  /** As Noh, Hong and Han have it (ICCV 2015, section 4.3). */
  public static final ProposalOptions DEFAULTS = new ProposalOptions(2000, 50, 1.2);

  public ProposalOptions {
    if (candidates < 1 || views < 0 || !(margin >= 1)) {
      throw new IllegalArgumentException(
          "%d candidates, %d views of margin %s: expected at least one candidate, views from 0, a margin from 1"
              .formatted(candidates, views, margin));
    }
  }
}
