/**
 * Proofs of verdicts on transactions, and the verifier that confirms them. Open {@link
 * dev.squall.check.transaction.certificate.Certificate} first. This package does not use the engines of the checker.
 */
package dev.squall.check.transaction.certificate;
