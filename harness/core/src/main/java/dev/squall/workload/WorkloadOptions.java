package dev.squall.workload;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Options of an experiment that belong to its workload, as opposed to the nodes' options. An experiment has a single
 * set of options. Options that the workload names belong to the workload, and the nodes get all others.
 *
 * @param values values of options by name
 */
public record WorkloadOptions(Map<String, String> values) {

    public WorkloadOptions {
        values = Map.copyOf(values);
    }

    /**
     * Returns a workload that is configured with its share of an experiment's options.
     *
     * @throws IllegalArgumentException if a value is not allowed; the message is one sentence
     */
    public static Workload configure(Workload workload, Map<String, String> options) {
        Map<String, String> own = new LinkedHashMap<>(options);
        own.keySet().retainAll(workload.options().keySet());
        return own.isEmpty() ? workload : workload.with(own);
    }

    /** Returns the options of an experiment that belong to the nodes. */
    public static Map<String, String> forNodes(Workload workload, Map<String, String> options) {
        Map<String, String> nodes = new LinkedHashMap<>(options);
        nodes.keySet().removeAll(workload.options().keySet());
        return nodes;
    }

    /**
     * Returns an option's whole number; the default {@code otherwise} if the option is not set.
     *
     * @throws IllegalArgumentException if the value is not a whole number within the bounds
     */
    public int whole(String name, int otherwise, int least, int most) {
        return value(name, otherwise, "a whole number from " + least + " to " + most, text -> {
            int number = Integer.parseInt(text);
            return number >= least && number <= most ? number : null;
        });
    }

    /**
     * Returns an option's number; the default {@code otherwise} if the option is not set.
     *
     * @throws IllegalArgumentException if the value is not a number within the bounds
     */
    public double number(String name, double otherwise, double least, double most) {
        return value(name, otherwise, "a number from " + least + " to " + most, text -> {
            double number = Double.parseDouble(text);
            return number >= least && number <= most ? number : null;
        });
    }

    /**
     * Returns an option's word, which must be one of {@code words}; the default {@code otherwise} if the option is not
     * set.
     *
     * @throws IllegalArgumentException if the value is not one of {@code words}
     */
    public String word(String name, String otherwise, List<String> words) {
        return value(name, otherwise, "one of " + String.join(", ", words), text -> words.contains(text) ? text : null);
    }

    private <T> T value(String name, T otherwise, String expected, Function<String, T> parser) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        T value;
        try {
            value = parser.apply(text);
        } catch (NumberFormatException notANumber) {
            value = null;
        }
        if (value == null) {
            throw new IllegalArgumentException(
                    "the option '" + name + "' of the workload is '" + text + "'; expected " + expected);
        }
        return value;
    }
}
