package dev.squall.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/** Names of chaos tests, and the commands that repeat one of their seeds. */
final class Repetition {

    private Repetition() {}

    /** Returns the name of the test method with its class, for messages. */
    static String methodName(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    /**
     * Returns the command line that repeats one seed. The test's name is quoted, because the name of a nested class
     * contains a {@code $}.
     */
    static String commandLine(ExtensionContext context, long seed) {
        String method = context.getRequiredTestClass().getName() + "#"
                + context.getRequiredTestMethod().getName();
        return "mvn test '-Dtest=" + method + "' -D" + ChaosTest.SEED_PROPERTY + "=" + seed;
    }
}
