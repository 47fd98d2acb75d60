package dev.squall.scenario;

/** A file is no scenario; the message says in one sentence where, what was found, and what is expected. */
public final class ScenarioFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScenarioFormatException(String message) {
        super(message);
    }

    ScenarioFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
