using Seedance.PowerShell.Text;

namespace Seedance;

/// <summary>Seedance itself failed at one input. The other inputs are processed nevertheless.</summary>
public sealed class InternalErrorException : SeedanceException
{
    internal InternalErrorException(Exception inner) : base(ModuleMessages.InternalError(inner), inner) { }
}
