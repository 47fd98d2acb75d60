package dev.squall.lectures.clocks;

import dev.squall.node.Body;
import dev.squall.node.Environment;
import dev.squall.node.Node;
import dev.squall.node.NodeProgram;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Timekeeping;
import java.util.List;
import java.util.Map;

/**
 * Nodes that use physical clocks. A flawed variant is a subclass of a nested program, and its node overrides one
 * method.
 */
public abstract class ClockProgram implements NodeProgram {

    private static final String TERM = "term-ms";
    private static final long TERM_MILLIS = 200;

    private final Vocabulary vocabulary;

    ClockProgram(List<Class<? extends Body>> messages) {
        vocabulary = new Vocabulary(messages, List.of(), Timekeeping.FACTS).withBodies(Timekeeping.VOCABULARY);
    }

    /** Nodes that share a lease. The option {@code term-ms} is the term of the lease in milliseconds. */
    public static class Lease extends ClockProgram {

        public Lease() {
            super(List.of(LeaseNode.Request.class, LeaseNode.Grant.class));
        }

        @Override
        public final Node create(Environment environment, Map<String, String> options) {
            requireOptions(options, TERM);
            return newNode(environment, termMillis(options.getOrDefault(TERM, Long.toString(TERM_MILLIS))));
        }

        /** Makes a node. */
        protected LeaseNode newNode(Environment environment, long termMillis) {
            return new LeaseNode(environment, termMillis);
        }

        private static long termMillis(String text) {
            try {
                int number = Integer.parseInt(text);
                if (number >= 1) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // The exception below reports text that is no number and numbers that are too small.
            }
            throw new IllegalArgumentException(
                    "The option '" + TERM + "' is '" + text + "' and must be a whole number from 1 on.");
        }
    }

    /** Nodes that synchronise their clocks with the clock of the first node. */
    public static class Ntp extends ClockProgram {

        public Ntp() {
            super(List.of(NtpNode.Request.class, NtpNode.Response.class));
        }

        @Override
        public final Node create(Environment environment, Map<String, String> options) {
            requireOptions(options);
            return newNode(environment);
        }

        /** Makes a node. */
        protected NtpNode newNode(Environment environment) {
            return new NtpNode(environment);
        }
    }

    /** Nodes that log questions and answers with timestamps. */
    public static class Log extends ClockProgram {

        public Log() {
            super(List.of(LogNode.Question.class, LogNode.Answer.class));
        }

        @Override
        public final Node create(Environment environment, Map<String, String> options) {
            requireOptions(options);
            return newNode(environment);
        }

        /** Makes a node. */
        protected LogNode newNode(Environment environment) {
            return new LogNode(environment);
        }
    }

    private static void requireOptions(Map<String, String> options, String... known) {
        for (String name : options.keySet()) {
            if (!List.of(known).contains(name)) {
                throw new IllegalArgumentException(
                        "This system has no option '" + name + "'; its options are " + List.of(known) + ".");
            }
        }
    }

    @Override
    public final Vocabulary vocabulary() {
        return vocabulary;
    }
}
