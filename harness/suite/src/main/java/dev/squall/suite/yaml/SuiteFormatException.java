package dev.squall.suite.yaml;

/** A file is no suite; the message says in one sentence in which line and field, what was found and expected. */
public final class SuiteFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SuiteFormatException(String message) {
        super(message);
    }

    SuiteFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
