package dev.weir.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A documentation page, parsed for tests. */
record Markdown(Path path, String text) {
  static final Path ROOT = Path.of("..", "..");

  private static final Pattern FENCED =
      Pattern.compile("^```(\\w*)[^\\n]*\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]*)\\)|(?:src|href)=\"([^\"]*)\"");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

  /**
   * Returns every page of the repository: README, CHANGELOG, docs, decision records, model cards.
   */
  static List<Markdown> pages() throws IOException {
    List<Path> paths;
    try (Stream<Path> files = Files.walk(ROOT)) {
      paths =
          files
              .filter(f -> f.toString().endsWith(".md"))
              .filter(f -> !f.toString().contains("/target/") && !f.toString().contains("/.git/"))
              .sorted()
              .toList();
    }
    List<Markdown> pages = new ArrayList<>();
    for (Path path : paths) {
      pages.add(read(path));
    }
    return pages;
  }

  static Markdown read(Path path) throws IOException {
    return new Markdown(path, Files.readString(path));
  }

  /** Returns the targets of links and pictures, as written. */
  List<String> links() {
    return LINK.matcher(prose())
        .results()
        .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
        .toList();
  }

  /** Returns the anchors that links can target, named as GitHub does. */
  Set<String> anchors() {
    Set<String> anchors = new HashSet<>();
    Matcher m = HEADING.matcher(prose());
    while (m.find()) {
      anchors.add(
          m.group(1)
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-'));
    }
    return anchors;
  }

  /** Returns the code blocks of a language; an empty language means blocks without one. */
  List<String> blocks(String language) {
    return FENCED
        .matcher(text)
        .results()
        .filter(m -> m.group(1).equals(language))
        .map(m -> m.group(2))
        .toList();
  }

  /** Returns the code spans in sentences and tables. */
  List<String> spans() {
    return SPAN.matcher(prose()).results().map(m -> m.group(1)).toList();
  }

  /** Returns all text outside of code blocks. */
  String prose() {
    return FENCED.matcher(text).replaceAll("");
  }

  /** Returns all text outside of code blocks and code spans. */
  String sentences() {
    return SPAN.matcher(prose()).replaceAll("");
  }

  int words() {
    return text.strip().split("\\s+", -1).length;
  }

  /** Returns the path from the root; names the test case. */
  @Override
  public String toString() {
    return ROOT.relativize(path).toString();
  }
}
