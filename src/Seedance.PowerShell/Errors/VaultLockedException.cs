using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>The vault of a secret is locked, or asks for something that an unattended shell can't answer.</summary>
public sealed class VaultLockedException : SeedanceException
{
    internal VaultLockedException(string name, string? vault, bool isAsking) : base(ModuleMessages.VaultLocked(name, vault, isAsking)) => SecretName = name;

    /// <summary>The name of the secret.</summary>
    public string SecretName { get; }
}
