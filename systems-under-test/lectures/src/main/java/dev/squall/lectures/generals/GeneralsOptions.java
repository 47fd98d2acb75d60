package dev.squall.lectures.generals;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Parser of the generals' settings. */
final class GeneralsOptions {

    /**
     * Name of the option with the time in milliseconds that a general waits for messages about a battle. The time
     * starts when the general first hears of the battle.
     */
    static final String DECIDE_AFTER = "decide-after-ms";

    private static final int DECIDE_AFTER_DEFAULT = 1_000;
    private static final int DECIDE_AFTER_MAX = 3_600_000;

    private final Map<String, String> options;

    /** @throws IllegalArgumentException if the name of an option is unknown */
    GeneralsOptions(Map<String, String> options, List<String> known) {
        this.options = options;
        for (String name : options.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "The generals have no option '" + name + "'; their options are " + known + ".");
            }
        }
    }

    String text(String name, String unset) {
        return options.getOrDefault(name, unset);
    }

    /** @throws IllegalArgumentException if the option's value is not a whole number within the bounds */
    long number(String name, long unset, long least, long greatest) {
        String text = options.get(name);
        if (text == null) {
            return unset;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // The exception below reports text that is no number and numbers out of bounds.
        }
        throw new IllegalArgumentException("The option '" + name + "' is '" + text
                + "' and must be a whole number from " + least + " to " + greatest + ".");
    }

    /** @throws IllegalArgumentException if the option's value is not the name of one of the choices */
    <T> T choice(String name, T unset, List<T> choices, Function<T, String> nameOf) {
        String text = options.get(name);
        if (text == null) {
            return unset;
        }
        return choices.stream()
                .filter(choice -> nameOf.apply(choice).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no " + name + " '" + text
                        + "'; expected one of " + choices.stream().map(nameOf).toList() + "."));
    }

    long decideAfterMillis() {
        return number(DECIDE_AFTER, DECIDE_AFTER_DEFAULT, 1, DECIDE_AFTER_MAX);
    }
}
