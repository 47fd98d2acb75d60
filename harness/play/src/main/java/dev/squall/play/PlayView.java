package dev.squall.play;

import java.util.List;

/**
 * A session at an instant, as the page shows it. All texts are plain, and may hold whatever a node says.
 *
 * @param position number of steps that have been taken; later steps of {@code steps} are ahead
 * @param steps all steps, first to last
 * @param notice faults of the steps that the system does not claim to withstand, as a sentence; empty if there are none
 */
record PlayView(
        String system,
        String workload,
        long seed,
        int position,
        List<StepView> steps,
        List<NodeView> nodes,
        List<MessageView> messages,
        List<ClientView> clients,
        List<OperationView> operations,
        VerdictView verdict,
        String notice) {

    /**
     * A step.
     *
     * @param event name of the event
     * @param note what the event does; may be empty
     * @param finding anomaly that the checkers first found after this step; empty if none
     */
    record StepView(String event, String note, String finding) {}

    /**
     * A node.
     *
     * @param state {@code up}, {@code paused} or {@code down}
     * @param clock monotonic clock, with its unit
     * @param offset offset of the wall clock, with its unit; empty if there is none
     * @param storage words about the stable storage
     * @param timers when each timer is due by the node's clock, first to last
     * @param variables variables of the node
     * @param facts what the node noted in its journal, last to first; a few
     * @param choices events that are possible at the node
     */
    record NodeView(
            String id,
            String state,
            int life,
            String clock,
            String offset,
            String storage,
            List<String> timers,
            List<VariableView> variables,
            List<FactView> facts,
            List<ChoiceView> choices) {}

    /** A variable of a node. */
    record VariableView(String name, String value, boolean isChanged) {}

    /** A fact of a node's journal. */
    record FactView(String text, boolean isNew) {}

    /** An event that a button takes. */
    record ChoiceView(String label, String event) {}

    /** A message on its way. */
    record MessageView(
            String name, String from, String to, String type, String body, boolean isNew, List<ChoiceView> choices) {}

    /**
     * A client.
     *
     * @param node node that the client asked last, or would ask first
     * @param open operation that waits for a reply; empty if there is none
     * @param samples operations that the client may make, one for each function; empty while it waits
     */
    record ClientView(String id, String node, String open, List<SampleView> samples, List<ChoiceView> choices) {}

    /** An operation that a client may make. The value is EDN. */
    record SampleView(String function, String value) {}

    /**
     * An operation.
     *
     * @param outcome {@code open}, {@code ok}, {@code fail} or {@code info}
     * @param result value or error of the completion; empty while the operation is open
     */
    record OperationView(String client, String node, String call, String outcome, String result, boolean isNew) {}

    /**
     * What the checkers say so far.
     *
     * @param outcome {@code violation}, {@code unknown} or {@code none}
     */
    record VerdictView(String outcome, String anomaly, String checker, String summary) {}
}
