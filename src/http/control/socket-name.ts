/** Name of the control socket in the data folder. */
export const controlSocketName = 'control.sock';
