package dev.squall.node.protocol;

import java.util.Optional;

/** Maelstrom's error codes. A definite error means that the operation did not and will not take effect. */
public enum ErrorCode {
    TIMEOUT(0, false),
    NODE_NOT_FOUND(1, true),
    NOT_SUPPORTED(10, true),
    TEMPORARILY_UNAVAILABLE(11, true),
    MALFORMED_REQUEST(12, true),
    CRASH(13, false),
    ABORT(14, true),
    KEY_DOES_NOT_EXIST(20, true),
    KEY_ALREADY_EXISTS(21, true),
    PRECONDITION_FAILED(22, true),
    TXN_CONFLICT(30, true);

    private final int code;
    private final boolean definite;

    ErrorCode(int code, boolean definite) {
        this.code = code;
        this.definite = definite;
    }

    /** Returns the code's number on the wire. */
    public int code() {
        return code;
    }

    /** Returns true if the operation certainly did not and will not take effect. */
    public boolean isDefinite() {
        return definite;
    }

    /**
     * Returns the code with a number; empty for a number outside the protocol, such as a node's own codes from 1000 on.
     */
    public static Optional<ErrorCode> of(int code) {
        for (ErrorCode candidate : values()) {
            if (candidate.code == code) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Returns true if an error with this number is definite; false for unknown numbers. */
    public static boolean isDefinite(int code) {
        return of(code).map(ErrorCode::isDefinite).orElse(false);
    }
}
