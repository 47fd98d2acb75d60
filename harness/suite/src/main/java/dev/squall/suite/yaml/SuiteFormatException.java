package dev.squall.suite.yaml;

/**
 * Thrown if a file is not a valid suite. The exception's message is one sentence with line and field, the value found
 * and the value expected.
 */
public final class SuiteFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SuiteFormatException(String message) {
        super(message);
    }

    SuiteFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
