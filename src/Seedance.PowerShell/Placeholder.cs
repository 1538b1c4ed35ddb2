namespace Seedance.PowerShell;

internal sealed class Placeholder;
