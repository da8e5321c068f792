/** Legend of a series per GPU. */
export const gpuName = '{{node}} GPU {{gpu}}';
