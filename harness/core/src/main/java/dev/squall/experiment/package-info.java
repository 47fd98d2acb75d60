/** An experiment from its description to its outcome: running it, recording it, judging it. */
package dev.squall.experiment;
