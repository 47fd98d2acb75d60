package dev.squall.world.adversary;

/**
 * An adversary's manipulation of one message.
 *
 * @param draw random number that determines the details of the manipulation
 */
public record Tampering(Kind kind, long draw) {

    /** Kinds of tampering. */
    public enum Kind {
        /** Changes one value in the message's body. */
        CORRUPTION,
        /** Delivers, besides the message, a copy of it that names another node as sender. */
        FORGERY,
        /** Delivers, besides the message, an earlier message to the same receiver. */
        REPLAY
    }
}
