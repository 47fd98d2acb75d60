package dev.squall.junit;

import org.junit.jupiter.api.extension.ExtensionContext;

/** How to name a chaos test and run one of its seeds again. */
final class Repetition {

    private Repetition() {}

    /** The test method, with its class, as messages name it. */
    static String methodName(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    /** The command line that runs one seed again; quoted, since a nested class has a {@code $} in its name. */
    static String commandLine(ExtensionContext context, long seed) {
        String method = context.getRequiredTestClass().getName() + "#"
                + context.getRequiredTestMethod().getName();
        return "mvn test '-Dtest=" + method + "' -D" + ChaosTest.SEED_PROPERTY + "=" + seed;
    }
}
