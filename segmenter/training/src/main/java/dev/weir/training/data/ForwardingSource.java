package dev.weir.training.data;

/** Passes everything on to another source; subclasses change how images are read. */
public abstract class ForwardingSource implements LabeledSource {
  /** The other source. */
  protected final LabeledSource source;

  /** Wraps a source. */
  protected ForwardingSource(LabeledSource source) {
    this.source = source;
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public int size() {
    return source.size();
  }

  @Override
  public boolean endless() {
    return source.endless();
  }
}
