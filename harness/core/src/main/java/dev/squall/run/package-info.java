/**
 * The pipeline of a run: planning, recording, judging, saving and rendering. Open {@link dev.squall.run.RunPipeline}
 * first. {@link dev.squall.run.RunReader} reads a saved run. The loop of a run belongs to {@code dev.squall.run.loop},
 * experiments to {@code dev.squall.experiment}, and worlds to {@code dev.squall.world}.
 */
package dev.squall.run;
