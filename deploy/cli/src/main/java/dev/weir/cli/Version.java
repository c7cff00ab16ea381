package dev.weir.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Provides the text of {@code --version}: the version in the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Weir.class.getPackage().getImplementationVersion();
    return new String[] {"weir " + Objects.requireNonNullElse(version, "(not from a jar)")};
  }
}
