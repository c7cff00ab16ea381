package dev.weir.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The calls of {@code weir} in a block of shell commands, split as a shell does: quotes, comments,
 * continued lines, and variables set in the block.
 */
final class ShellLines {
  private static final Pattern CALL =
      Pattern.compile("^(?:\\$ )?(?:[A-Z_]+=\\S+ )?(?:deploy/)?weir +(.*)$");
  private static final Pattern ASSIGNMENT = Pattern.compile("^([A-Z]+)=(['\"])(.*)\\2$");
  private static final Pattern WORD = Pattern.compile("#.*|((?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+)");

  private ShellLines() {}

  /** Returns the words of each call, without the program's name. */
  static List<List<String>> calls(String block) {
    Map<String, String> variables = new HashMap<>();
    List<List<String>> calls = new ArrayList<>();
    for (String line : block.replaceAll("\\\\\\n\\s*", "").split("\\n", -1)) {
      Matcher assignment = ASSIGNMENT.matcher(line.strip());
      Matcher call = CALL.matcher(line.strip());
      if (assignment.matches()) {
        variables.put(assignment.group(1), assignment.group(3));
      } else if (call.matches()) {
        calls.add(words(call.group(1), variables));
      }
    }
    return calls;
  }

  private static List<String> words(String line, Map<String, String> variables) {
    List<String> words = new ArrayList<>();
    Matcher m = WORD.matcher(line);
    while (m.find() && m.group(1) != null) {
      String word = m.group(1);
      if (word.startsWith("$")) { // unquoted, so it may expand to several words
        words.addAll(List.of(variables.getOrDefault(word.substring(1), word).split("\\s+", -1)));
        continue;
      }
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        word = word.replace("$" + variable.getKey(), variable.getValue());
      }
      words.add(word.replaceAll("['\"]", ""));
    }
    return words;
  }
}
