package dev.squall.scenario;

/**
 * Thrown if a file is not a valid scenario. The exception's message is one sentence with the position, the value found
 * and the value expected.
 */
public final class ScenarioFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScenarioFormatException(String message) {
        super(message);
    }

    ScenarioFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
