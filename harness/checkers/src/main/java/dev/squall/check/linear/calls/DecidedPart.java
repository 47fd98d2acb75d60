package dev.squall.check.linear.calls;

import java.util.List;

/** One key with its calls and what was found out about them. */
public record DecidedPart(Object key, Calls calls, Decision decision) {

    /** Returns the key of the object that this is all or a part of: a part of an object bears its name in its key. */
    public Object objectKey(boolean keyed) {
        boolean whole = !calls.isPart();
        return whole ? key : keyed ? ((List<?>) key).get(0) : null;
    }

    public int failedOperation() {
        return calls.operation()[decision.call()];
    }
}
