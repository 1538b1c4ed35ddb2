using System.Management.Automation;
using Seedance.PowerShell.Text;

namespace Seedance.PowerShell.Inputs;

/// <summary>A number is taken exactly, where PowerShell would round it, skip separators and make null zero.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WholeNumberAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        Value.IsNull(inputData) ? throw new ArgumentTransformationMetadataException(ModuleMessages.ArgumentIsNull)
        : SettingValue.WholeNumberOrNull(Value.Unwrap(inputData)) ?? throw new ArgumentTransformationMetadataException(ModuleMessages.NotAWholeNumber(inputData!));
}
