/**
 * The pipeline of a run: plan, record, judge, keep, render. Open {@link dev.squall.run.RunPipeline} first.
 * {@link dev.squall.run.RunReader} reads a kept run. The loop that conducts a run belongs to
 * {@code dev.squall.run.loop}, experiments to {@code dev.squall.experiment}, worlds to {@code dev.squall.world}.
 */
package dev.squall.run;
