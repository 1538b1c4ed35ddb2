using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>A time in seconds is taken exactly, where PowerShell would read 2,5 as 25 and make null zero.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Value.IsNull(inputData) ? throw new ArgumentTransformationMetadataException(ModuleMessages.ArgumentIsNull)
        : SettingValue.SecondsOrNull(Value.Unwrap(inputData)) ?? throw new ArgumentTransformationMetadataException(FilmText.NotSeconds(inputData!));
}
