package dev.squall.system.yaml;

/**
 * Thrown if a file is not valid. The exception's message is one sentence with line and field, the value found
 * and the value expected.
 */
public final class YamlFormatException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public YamlFormatException(String message) {
        super(message);
    }

    public YamlFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
