using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>The module SecretManagement, which reads secrets, is not installed.</summary>
public sealed class SecretModuleMissingException : SeedanceException
{
    internal SecretModuleMissingException() : base(ModuleMessages.SecretModuleMissing) { }
}
