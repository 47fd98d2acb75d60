package dev.squall.check.linear.certificate;

import dev.squall.check.linear.model.Call;
import dev.squall.check.linear.model.ContainerModel;
import dev.squall.check.linear.model.Model;
import java.util.Optional;

/** Sequential object defined by a model. */
record ModelObject(Model model) implements SequentialObject {

    /** Effect of a call in the model. */
    private record CallEffect(Model model, Call call) implements Effect {

        @Override
        public Optional<State> on(State state) {
            Object next = model.step(state.value(), call);
            return next == Model.INCONSISTENT ? Optional.empty() : Optional.of(new State(next));
        }

        @Override
        public Optional<Object> part() {
            return model.partOf(call);
        }

        @Override
        public Optional<Object> element() {
            return model instanceof ContainerModel container ? container.elementOf(call) : Optional.empty();
        }
    }

    @Override
    public State initialState() {
        return new State(model.initialState());
    }

    @Override
    public Optional<Effect> effect(int process, String function, Object value, boolean completed, Object result) {
        return model.call(process, function, value, completed, result).map(call -> new CallEffect(model, call));
    }

    @Override
    public Object asData(State state) {
        return model.stateAsData(state.value());
    }

    @Override
    public long bytesOf(State state) {
        return model.bytesOf(state.value());
    }
}
