/** The version that every simulated model has. */
export const simulatedVersion = '2026.11.2';
